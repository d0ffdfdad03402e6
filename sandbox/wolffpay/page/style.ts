import { STYLE as COMMON } from "../../shared/page/style"

/** The sandboxes look alike; below, what only WolffPay's card readers have. */
export const STYLE = `${COMMON}
.devices { grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
.screen { display: grid; place-content: center; justify-items: center; min-height: 8rem; margin: .5rem 0; padding: 1rem; border-radius: .8rem; background: #10201d; color: #e6fff8; font-size: 1.15rem; text-align: center; }
.screen .amount { font-size: 2rem; margin: 0; }
`
