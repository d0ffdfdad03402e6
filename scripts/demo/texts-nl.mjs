/** @type {typeof import("./texts-en.mjs").en} */
export const nl = {
  help: `Gebruik: npm run demo [-- opties]

Een Nederlandse winkel op Medusa met de WolffPay-plugin, naast een nagebootst WolffPay en Billink. Er gaat geen geld om.

  --reset      gooi de gegevens van eerdere starts weg
  --purchase   doe nog een aankoop; anders doet alleen de eerste start er een
  --data <map> waar de gegevens staan (.demo)
  --help       deze tekst

DATABASE_URL en REDIS_URL vervangen de ingebouwde database en de onderdelen in het proces zelf.`,
  unknownOption: (message) => `${message}\nZie npm run demo -- --help.`,
  alreadyRuns: (pid, addresses) =>
    `De demo draait al (proces ${pid})${addresses ? `: ${addresses}` : " en is aan het starten"}.\nGebruik die, of stop hem eerst met Ctrl-C in zijn eigen venster.`,
  notWritable: (dir, reason) =>
    `Kan niet schrijven in ${dir}: ${reason}\nGeef een andere map met npm run demo -- --data <map>.`,
  diskFull: (dir, megabytes) =>
    `Op de schijf van ${dir} is nog maar ${megabytes} MB vrij; de demo heeft ongeveer 1000 MB nodig voor zijn database.\nMaak ruimte, of geef een map op een andere schijf met npm run demo -- --data <map>.`,
  diskFilled: "De schijf is vol. Maak ruimte en start opnieuw: wat klaar was, blijft.",
  damagedSettings: (file) => `${file} is beschadigd. Begin opnieuw met npm run demo -- --reset.`,
  noPort: (from, to) =>
    `Geen vrije poort tussen ${from} en ${to}. Stop een paar van de programma's die daar luisteren.`,
  portMoved: (name, preferred, port) => `Poort ${preferred} is bezet: ${name} gebruikt ${port}`,
  leftovers: "Wachten tot de resten van een eerdere start weg zijn",
  resetting: "De gegevens van eerdere starts worden weggegooid",
  building: "De plugin, de sandbox en de winkel worden gebouwd",
  built: "De plugin, de sandbox en de winkel zijn gebouwd",
  upToDate: "De plugin, de sandbox en de winkel zijn bij",
  buildFailed: (log) => `De plugin kon niet worden gebouwd. De laatste regels van ${log}:`,
  buildingAdmin: "Medusa's beheer wordt gebundeld; dat hoeft maar één keer",
  adminBuilt: "Het beheer is gebundeld",
  adminFailed: (log) => `Medusa's beheer kon niet worden gebundeld. De laatste regels van ${log}:`,
  startingDatabase: "De ingebouwde PostgreSQL start",
  databaseReady: (where) => `De database staat klaar: ${where}`,
  externalDatabase: (name) => `DATABASE_URL, database ${name}`,
  databaseFailed: (dir, reason) =>
    `De ingebouwde PostgreSQL start niet: ${reason}\nBegin opnieuw met npm run demo -- --reset (dat verwijdert ${dir}), of geef een DATABASE_URL.`,
  databaseUnreachable: (reason) =>
    `De database van DATABASE_URL is niet te gebruiken: ${reason}\nKijk het adres na, of haal DATABASE_URL weg voor de ingebouwde database.`,
  notOurs: (name) =>
    `De database "${name}" van DATABASE_URL heeft al tabellen die niet van deze demo zijn; daar wordt niet aan gekomen.\nGeef de naam van een lege of een nieuwe database.`,
  migrating: "De database wordt gemigreerd",
  migration: (count, module) => `${count} migraties gedaan, nu: ${module}`,
  migrated: (count) =>
    count > 0 ? `De database is gemigreerd: ${count} migraties` : "De database is gemigreerd",
  migrationFailed: (log) =>
    `De database kon niet worden gemigreerd. Start opnieuw om verder te gaan, of begin opnieuw met npm run demo -- --reset.\nDe laatste regels van ${log}:`,
  seeding: "De winkel wordt gevuld",
  seedSteps: {
    market: "regio, munt, 21 % btw en verkoopkanaal",
    delivery: "magazijn en verzending",
    products: "producten",
    counter: "toonbank en pinautomaten",
    admin: "beheerder",
  },
  seeded: "De winkel is gevuld: 13 producten, 2 verzendwijzen",
  seedFailed: (log) =>
    `De winkel kon niet worden gevuld. Start opnieuw om verder te gaan.\nDe laatste regels van ${log}:`,
  startingSandbox: "De sandboxen van WolffPay en Billink starten",
  sandboxReady: (wolffpay, billink) =>
    `De sandboxen antwoorden: WolffPay op ${wolffpay}, Billink op ${billink}`,
  sandboxFailed: (log) => `De sandboxen starten niet. De laatste regels van ${log}:`,
  startingMedusa: "Medusa start",
  medusaReady: (url) => `Medusa antwoordt op ${url}`,
  storefrontReady: (url) => `De winkel antwoordt op ${url}`,
  medusaFailed: (log) => `Medusa start niet. De laatste regels van ${log}:`,
  ended: (name, log) => `${name} is uit zichzelf gestopt. De laatste regels van ${log}:`,
  buying: "Een aankoop via Medusa's store-API, stap voor stap zoals een webwinkel het doet",
  cart: "Winkelwagen",
  delivery: "Bezorging",
  session: "Betaalsessie",
  payment: "Betaling",
  webhook: "Webhook",
  order: "Bestelling",
  status: "Status",
  total: (total, tax) => `totaal ${total}, waarvan ${tax} btw`,
  paidBy: (status) => `de klant betaalt met iDEAL bij de sandbox: ${status}`,
  answered: (event, status, body, ms) =>
    `${event} bezorgd, Medusa antwoordt ${status} ${body} in ${ms} ms`,
  paid: (status, amount) => `betaling ${status}: ${amount} ontvangen`,
  purchaseFailed: (step, reason) => `De aankoop bleef steken bij "${step}": ${reason}`,
  ready: (elapsed) => `De demo staat klaar (na ${elapsed})`,
  storefront: "Winkel",
  adminOrder: "Beheer, de betaalde order",
  admin: "Beheer",
  login: "Inloggen met",
  till: "Kassa",
  readers: "Pinautomaten",
  storeApi: "Store-API",
  key: "Publishable key",
  sandbox: "WolffPay-sandbox",
  billink: "Billink-sandbox",
  sandboxes: "Het proces van beide sandboxen",
  log: "Medusa's log",
  next: "Wat nu kan",
  nextSteps: [
    "Verkoop iets aan de kassa, en houd een kaart voor op de pagina van de pinautomaten.",
    "Koop iets in de winkel, met een kaart (4242 4242 4242 4242) of iDEAL, en zie de order in het beheer.",
    "Of betaal achteraf met Billink, verzend de order in het beheer en zie de factuur starten op de pagina van Billink.",
    "Betaal de order terug in het beheer en zie het op de pagina van de sandbox; of andersom.",
    "Laat je eigen webwinkel de store-API met de sleutel hierboven gebruiken. Medusa verwacht hem op het adres van de winkel.",
    "Weiger, vertraag of herhaal op de pagina van de sandbox en zie wat de winkel ermee doet.",
  ],
  stays: (dir) =>
    `Ctrl-C stopt alles. De gegevens blijven in ${dir}; npm run demo -- --reset begint opnieuw.`,
  stopping: "Bezig met stoppen; nog eens Ctrl-C voor haast",
  stopped: "Alles is gestopt",
}
