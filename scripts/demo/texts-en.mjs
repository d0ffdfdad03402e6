export const en = {
  help: `Usage: npm run demo [-- options]

A Dutch shop on Medusa with the WolffPay plugin, beside a simulated WolffPay and Billink. No money moves.

  --reset      throw away the data of earlier starts
  --purchase   make another purchase; without it only the first start makes one
  --data <dir> where the data is kept (.demo)
  --help       this text

DATABASE_URL and REDIS_URL, when set, replace the embedded database and the in-process engines.`,
  unknownOption: (message) => `${message}\nTry npm run demo -- --help.`,
  alreadyRuns: (pid, addresses) =>
    `The demo already runs (process ${pid})${addresses ? `: ${addresses}` : " and is starting"}.\nUse that one, or stop it with Ctrl-C in its terminal first.`,
  notWritable: (dir, reason) =>
    `Cannot write to ${dir}: ${reason}\nGive another directory with npm run demo -- --data <dir>.`,
  diskFull: (dir, megabytes) =>
    `Only ${megabytes} MB are free on the disk of ${dir}; the demo needs about 1000 MB for its database.\nMake room, or give a directory on another disk with npm run demo -- --data <dir>.`,
  diskFilled: "The disk is full. Make room and start again: what was done is kept.",
  damagedSettings: (file) => `${file} is damaged. Start afresh with npm run demo -- --reset.`,
  noPort: (from, to) =>
    `No free port between ${from} and ${to}. Stop some of the programs that listen there.`,
  portMoved: (name, preferred, port) => `Port ${preferred} is taken: ${name} uses ${port}`,
  leftovers: "Waiting for what an earlier run left behind to end",
  resetting: "Throwing away the data of earlier starts",
  building: "Building the plugin, the sandbox and the storefront",
  built: "The plugin, the sandbox and the storefront are built",
  upToDate: "The plugin, the sandbox and the storefront are up to date",
  buildFailed: (log) => `The plugin could not be built. The last lines of ${log}:`,
  buildingAdmin: "Bundling Medusa's admin; this is done once",
  adminBuilt: "The admin is bundled",
  adminFailed: (log) => `Medusa's admin could not be bundled. The last lines of ${log}:`,
  startingDatabase: "Starting the embedded PostgreSQL",
  databaseReady: (where) => `The database is ready: ${where}`,
  externalDatabase: (name) => `DATABASE_URL, database ${name}`,
  databaseFailed: (dir, reason) =>
    `The embedded PostgreSQL does not start: ${reason}\nStart afresh with npm run demo -- --reset (that removes ${dir}), or set DATABASE_URL.`,
  databaseUnreachable: (reason) =>
    `The database of DATABASE_URL cannot be used: ${reason}\nCheck the address, or unset DATABASE_URL to use the embedded one.`,
  notOurs: (name) =>
    `The database "${name}" of DATABASE_URL already holds tables that this demo did not make, and is left alone.\nGive the name of an empty or a new database.`,
  migrating: "Migrating the database",
  migration: (count, module) => `${count} migrations done, now: ${module}`,
  migrated: (count) =>
    count > 0 ? `The database is migrated: ${count} migrations` : "The database is migrated",
  migrationFailed: (log) =>
    `The database could not be migrated. Start again to go on where it stopped, or start afresh with npm run demo -- --reset.\nThe last lines of ${log}:`,
  seeding: "Filling the shop",
  seedSteps: {
    market: "region, currency, 21 % VAT and sales channel",
    delivery: "warehouse and shipping",
    products: "products",
    counter: "counter and card readers",
    admin: "admin user",
  },
  seeded: "The shop is filled: 13 products, 2 shipping options",
  seedFailed: (log) =>
    `The shop could not be filled. Start again to go on where it stopped.\nThe last lines of ${log}:`,
  startingSandbox: "Starting the WolffPay and Billink sandboxes",
  sandboxReady: (wolffpay, billink) =>
    `The sandboxes answer: WolffPay at ${wolffpay}, Billink at ${billink}`,
  sandboxFailed: (log) => `The sandboxes do not start. The last lines of ${log}:`,
  startingMedusa: "Starting Medusa",
  medusaReady: (url) => `Medusa answers at ${url}`,
  storefrontReady: (url) => `The storefront answers at ${url}`,
  medusaFailed: (log) => `Medusa does not start. The last lines of ${log}:`,
  ended: (name, log) => `${name} ended by itself. The last lines of ${log}:`,
  buying: "A purchase through Medusa's store API, call by call as a storefront does it",
  cart: "Cart",
  delivery: "Delivery",
  session: "Payment session",
  payment: "Payment",
  webhook: "Webhook",
  order: "Order",
  status: "Order status",
  total: (total, tax) => `total ${total}, of which ${tax} VAT`,
  paidBy: (status) => `the shopper pays with iDEAL at the sandbox: ${status}`,
  answered: (event, status, body, ms) =>
    `${event} delivered, Medusa answers ${status} ${body} in ${ms} ms`,
  paid: (status, amount) => `payment ${status}: ${amount} received`,
  purchaseFailed: (step, reason) => `The purchase stopped at "${step}": ${reason}`,
  ready: (elapsed) => `The demo is ready (after ${elapsed})`,
  storefront: "Storefront",
  adminOrder: "Admin, the paid order",
  admin: "Admin",
  login: "Log in with",
  till: "Point of sale",
  readers: "Its card readers",
  storeApi: "Store API",
  key: "Publishable key",
  sandbox: "WolffPay sandbox",
  billink: "Billink sandbox",
  sandboxes: "The process of both sandboxes",
  log: "Medusa's log",
  next: "What to do next",
  nextSteps: [
    "Sell something at the point of sale, and present a card on the page of the card readers.",
    "Buy something in the storefront, by card (4242 4242 4242 4242) or iDEAL, and see the order in the admin.",
    "Or pay later with Billink, ship the order in the admin and see the invoice start on Billink's page.",
    "Refund the order in the admin, then see the refund on the sandbox's page; or the other way round.",
    "Let your own storefront use the store API with the key above. Medusa expects it at the storefront's address.",
    "Decline, delay or resend on the sandbox's page, and see what the shop makes of it.",
  ],
  stays: (dir) =>
    `Ctrl-C stops everything. The data stays in ${dir}; npm run demo -- --reset starts afresh.`,
  stopping: "Stopping; once more Ctrl-C to hurry",
  stopped: "Everything is stopped",
}
