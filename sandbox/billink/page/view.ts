import type { Language } from "../../shared/page/language"
import { PageView } from "../../shared/page/page-view"
import type { ShownStatus, Texts } from "./i18n"
import { WORDING } from "./i18n"

export class View extends PageView<Texts, ShownStatus> {
  constructor(language: Language) {
    super(language, WORDING)
  }
}
