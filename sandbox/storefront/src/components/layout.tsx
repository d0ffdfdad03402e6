import { Suspense } from "react"
import { Outlet, ScrollRestoration } from "react-router-dom"
import { useLanguage } from "../i18n/use-language"
import { Footer } from "./footer"
import { Header } from "./header"
import { Loading } from "./loading"

export function Layout() {
  const { t } = useLanguage()
  return (
    <>
      <a className="skip" href="#content">
        {t.shop.skip}
      </a>
      <Header />
      <main id="content" tabIndex={-1} aria-label={t.shop.name}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <ScrollRestoration />
    </>
  )
}
