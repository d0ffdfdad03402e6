import type { ReactNode } from "react"
import { useLanguage } from "../i18n/use-language"
import { TEST_CARD } from "../lib/test-card"
import { settings } from "../settings"

export function Footer() {
  const { t } = useLanguage()
  return (
    <footer className="footer">
      <div className="footer-row">
        <p>
          {t.demo.notice}
          <br />
          {t.shop.vat}
        </p>
        <p>
          {t.demo.card}: <span className="card-number">{TEST_CARD}</span>
          {settings.sandboxUrl && (
            <>
              <br />
              <SandboxLink url={settings.sandboxUrl}>{t.demo.sandbox}</SandboxLink>
            </>
          )}
          {settings.billinkUrl && (
            <>
              <br />
              <SandboxLink url={settings.billinkUrl}>{t.demo.billink}</SandboxLink>
            </>
          )}
        </p>
      </div>
    </footer>
  )
}

function SandboxLink({ url, children }: { url: string; children: ReactNode }) {
  const { t, language } = useLanguage()
  return (
    <a href={`${url}/?lang=${language}`} target="_blank" rel="noreferrer">
      {children}
      <span aria-hidden="true">&nbsp;↗</span>
      <span className="unseen"> ({t.newTab})</span>
    </a>
  )
}
