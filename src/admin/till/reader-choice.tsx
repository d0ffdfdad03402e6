import { Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { ReaderView } from "../../api/admin/wolffpay/terminal/views"
import { Empty } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"

export const SETTINGS = "/settings/terminal-readers"

interface Props {
  readers: ReaderView[]
  onChoose: (readerId: string) => void
}

/** Once for each till: the browser remembers it. */
export function ReaderChoice({ readers, onChoose }: Props) {
  const { t } = useText()
  if (readers.length === 0) {
    return (
      <Container>
        <Empty title={t("readers.empty")}>
          <TouchButton asChild variant="primary">
            <Link to={SETTINGS}>{t("till.addReader")}</Link>
          </TouchButton>
        </Empty>
      </Container>
    )
  }
  return (
    <Container className="mx-auto max-w-xl p-0">
      <div className="px-6 py-4">
        <Heading>{t("till.choose")}</Heading>
      </div>
      <ul>
        {readers.map(({ id, name, way, busy_sale_id }) => (
          <li key={id} className="border-t">
            <button
              type="button"
              className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex min-h-16 w-full items-center justify-between gap-x-2 px-6 py-3 text-left outline-none"
              onClick={() => onChoose(id)}
            >
              <span>
                <Text as="span" weight="plus" className="block">
                  {name}
                </Text>
                <Text as="span" size="small" className="text-ui-fg-subtle block">
                  {t(`way.${way}`)}
                </Text>
              </span>
              <StatusBadge color={busy_sale_id ? "orange" : "green"}>
                {t(busy_sale_id ? "till.busy" : "till.free")}
              </StatusBadge>
            </button>
          </li>
        ))}
      </ul>
    </Container>
  )
}
