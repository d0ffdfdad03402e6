import { Link } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import { useCart } from "../state/cart"
import { CartIcon } from "./icons"
import { LanguageSwitch } from "./language-switch"

export function Header() {
  const { t } = useLanguage()
  const { count } = useCart()
  return (
    <header className="header">
      <p className="demo-bar">{t.demo.notice}</p>
      <div className="header-row">
        <Link className="brand" to="/">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <span>{t.shop.name}</span>
        </Link>
        <LanguageSwitch />
        <Link className="cart-link" to="/cart">
          <CartIcon />
          <span className="cart-word">{t.shop.cart} </span>
          <span className="badge" data-empty={count === 0}>
            {count}
          </span>
          <span className="unseen"> {t.shop.items(count)}</span>
        </Link>
      </div>
    </header>
  )
}
