// The same insert behind nothing but express and pg, in a process of its own.
import express from "express"
import { Pool } from "pg"
import { bindingsOf, insertEvent } from "./insert-event"

const INSERT = insertEvent((position) => `$${position}`)
const pool = new Pool({ connectionString: process.env.SHOP_DATABASE_URL, max: 10 })
const app = express()
app.post("/", express.json(), (req, res, next) => {
  pool.query(INSERT, bindingsOf(req.body)).then(() => res.json({ received: true }), next)
})
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.send?.(typeof address === "object" ? address?.port : undefined)
})
process.on("disconnect", () => process.exit(0))
