import { describeShop } from "../support/runner"
import { access } from "./terminal-doors/access"
import { articles } from "./terminal-doors/articles"
import { connectionTokens } from "./terminal-doors/connection-token"
import { Doors } from "./terminal-doors/doors"
import { readerTest } from "./terminal-doors/reader-test"
import { readers } from "./terminal-doors/readers"
import { receipts } from "./terminal-doors/receipt"

describeShop("The doors of the counter", (suite) => {
  const doors = new Doors(suite)
  beforeEach(() => doors.open())

  access(doors)
  readers(doors)
  readerTest(doors)
  connectionTokens(doors)
  articles(doors)
  receipts(doors)
})
