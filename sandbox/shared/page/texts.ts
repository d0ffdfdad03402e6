import type { DeliveryState } from "../webhooks/delivery"
import type { Language } from "./language"

const nl = {
  language: "Taal",
  webhooks: "Webhooks",
  noWebhooks: "Nog geen webhooks verstuurd.",
  webhooksPaused: "Het versturen van webhooks staat stil.",
  violations: "Overtredingen",
  violationsIntro: "Verzoeken die een gedocumenteerde regel braken.",
  older: "oudere niet getoond:",
  resend: "Opnieuw sturen",
  attempt: "Poging",
  noAnswer: "geen antwoord",
  answer: "Antwoord",
  body: "Inhoud",
  nextAttempt: "volgende poging om",
  done: "Gelukt:",
  failed: "Niet gelukt:",
  lost: "De sandbox antwoordt niet. Staat hij nog aan?",
  back: "De sandbox antwoordt weer.",
}

/** What the overview of every sandbox says. */
export type CommonTexts = Readonly<Record<keyof typeof nl, string>>

/** What it says of itself; `skip` is the link to its first list. */
export type PageTexts = CommonTexts & Readonly<Record<"title" | "intro" | "skip", string>>

const en: CommonTexts = {
  language: "Language",
  webhooks: "Webhooks",
  noWebhooks: "No webhooks sent yet.",
  webhooksPaused: "Sending webhooks is paused.",
  violations: "Violations",
  violationsIntro: "Requests that broke a documented rule.",
  older: "older ones not shown:",
  resend: "Send again",
  attempt: "Attempt",
  noAnswer: "no answer",
  answer: "Answer",
  body: "Body",
  nextAttempt: "next attempt at",
  done: "Done:",
  failed: "Failed:",
  lost: "The sandbox does not answer. Is it still running?",
  back: "The sandbox answers again.",
}

export const COMMON_TEXTS: Readonly<Record<Language, CommonTexts>> = { nl, en }

export const DELIVERY_STATES: Readonly<Record<Language, Record<DeliveryState, string>>> = {
  nl: {
    waiting: "wacht",
    held: "vastgehouden",
    delivered: "aangekomen",
    given_up: "opgegeven",
    lost: "kwijt",
    no_url: "geen adres",
  },
  en: {
    waiting: "waiting",
    held: "held back",
    delivered: "delivered",
    given_up: "given up",
    lost: "lost",
    no_url: "no address",
  },
}
