import { en } from "./en"
import { nl } from "./nl"

// Medusa's admin merges these into its own, under the name of this plugin's namespace.
export default { en: { wolffpay: en }, nl: { wolffpay: nl } }
