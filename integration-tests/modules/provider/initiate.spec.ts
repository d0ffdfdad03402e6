import { describeProvider } from "../../support/payment-module"

describeProvider("initiatePayment", (suite) => {
  it("works", async () => {
    const session = await suite().newSession()
    expect(session.data).toMatchObject({ amount: 1500 })
  })
})
