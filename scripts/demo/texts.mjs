import { en } from "./texts-en.mjs"
import { nl } from "./texts-nl.mjs"

/** The texts in the language of the terminal: Dutch when LANG starts with nl, otherwise English. */
export const texts = (process.env.LANG ?? "").toLowerCase().startsWith("nl") ? nl : en
export const locale = texts === nl ? "nl-NL" : "en-NL"
