import { definePolicies } from "@medusajs/framework/utils"

/** What a role may do at the counter, in shops that use Medusa's role based access control. */
export const terminalPolicies = definePolicies([
  {
    name: "ReadWolffpayTerminalReader",
    resource: "wolffpay_terminal_reader",
    operation: "read",
    description: "See the card readers",
  },
  {
    name: "CreateWolffpayTerminalReader",
    resource: "wolffpay_terminal_reader",
    operation: "create",
    description: "Add a card reader",
  },
  {
    name: "UpdateWolffpayTerminalReader",
    resource: "wolffpay_terminal_reader",
    operation: "update",
    description: "Change and test a card reader",
  },
  {
    name: "DeleteWolffpayTerminalReader",
    resource: "wolffpay_terminal_reader",
    operation: "delete",
    description: "Remove a card reader",
  },
  {
    name: "ReadWolffpayTerminalSale",
    resource: "wolffpay_terminal_sale",
    operation: "read",
    description: "See articles, sales and receipts at the counter",
  },
  {
    name: "CreateWolffpayTerminalSale",
    resource: "wolffpay_terminal_sale",
    operation: "create",
    description: "Sell at the counter: start a sale and connect to a reader",
  },
  {
    name: "UpdateWolffpayTerminalSale",
    resource: "wolffpay_terminal_sale",
    operation: "update",
    description: "Retry, cancel and finish a sale at the counter",
  },
  {
    name: "RefundWolffpayTerminalSale",
    resource: "wolffpay_terminal_sale",
    operation: "refund",
    description: "Refund a sale at the counter",
  },
])
