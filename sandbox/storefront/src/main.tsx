import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app"
import { firstLanguage } from "./i18n/use-language"
import { loadProducts, loadRegion } from "./lib/store"
import { preload } from "./lib/use-load"
import "./styles/base.css"
import "./styles/layout.css"
import "./styles/parts.css"
import "./styles/pages.css"
import "./styles/checkout.css"

preload("region", loadRegion)
preload("products", loadProducts)

const place = document.getElementById("shop")
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App language={firstLanguage()} />
    </StrictMode>
  )
}
