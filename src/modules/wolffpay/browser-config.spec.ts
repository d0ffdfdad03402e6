import type { WolffPayClient } from "../../clients/wolffpay"
import { BrowserConfig } from "./browser-config"

const MINUTE = 60_000
const ANSWER = {
  stripePublishableKey: "pk_test_1",
  stripeAccountId: "acct_1",
  chargesEnabled: true,
  supportedPaymentMethods: ["card", "ideal"],
}

function setUp(answer: () => Promise<object> = () => Promise.resolve(ANSWER)) {
  let now = 0
  const getConfig = jest.fn(answer)
  const config = new BrowserConfig(
    () => ({ getConfig }) as unknown as WolffPayClient,
    () => now
  )
  return { config, getConfig, wait: (ms: number) => (now += ms) }
}

describe("BrowserConfig (W10)", () => {
  it("asks once in five minutes", async () => {
    const { config, getConfig, wait } = setUp()
    await config.get()
    wait(5 * MINUTE - 1)
    expect(await config.get()).toEqual(ANSWER)
    expect(getConfig).toHaveBeenCalledTimes(1)
    wait(1)
    await config.get()
    expect(getConfig).toHaveBeenCalledTimes(2)
  })

  it("asks once for all shoppers who come at the same time", async () => {
    const { config, getConfig } = setUp()
    const answers = await Promise.all(Array.from({ length: 50 }, () => config.get()))
    expect(getConfig).toHaveBeenCalledTimes(1)
    expect(answers).toEqual(answers.map(() => ANSWER))
  })

  it("hands on only what a browser may know", async () => {
    const { config } = setUp(() =>
      Promise.resolve({ ...ANSWER, apiKey: "wp_test_0123456789abcdef" })
    )
    expect(await config.get()).toEqual(ANSWER)
  })

  it("gives the last answer while WolffPay is down, for a day, and asks again each time", async () => {
    const { config, getConfig, wait } = setUp()
    await config.get()
    getConfig.mockRejectedValue(new Error("down"))
    wait(10 * MINUTE)
    expect(await config.get()).toEqual(ANSWER)
    wait(23 * 60 * MINUTE)
    expect(await config.get()).toEqual(ANSWER)
    expect(getConfig).toHaveBeenCalledTimes(3)
    wait(2 * 60 * MINUTE)
    await expect(config.get()).rejects.toThrow("down")
  })

  it("fails when there never was an answer, spares WolffPay for five seconds, and then tries again", async () => {
    const { config, getConfig, wait } = setUp(() => Promise.reject(new Error("down")))
    await expect(config.get()).rejects.toThrow("down")
    getConfig.mockResolvedValue(ANSWER)
    wait(4999)
    await expect(config.get()).rejects.toThrow("down")
    expect(getConfig).toHaveBeenCalledTimes(1)
    wait(1)
    expect(await config.get()).toEqual(ANSWER)
  })

  it("believes for five seconds only that the account takes no payments", async () => {
    const { config, getConfig, wait } = setUp(() =>
      Promise.resolve({ ...ANSWER, chargesEnabled: false })
    )
    await config.get()
    getConfig.mockResolvedValue(ANSWER)
    wait(4999)
    expect(await config.get()).toMatchObject({ chargesEnabled: false })
    wait(1)
    expect(await config.get()).toEqual(ANSWER)
  })

  it.each([
    ["refuses a payment on an account that was open", true, false],
    ["takes a payment on an account that was closed", false, true],
  ])("asks again when WolffPay %s", async (_, before, taken) => {
    const { config, getConfig } = setUp(() =>
      Promise.resolve({ ...ANSWER, chargesEnabled: before })
    )
    config.paymentAnswered(taken)
    await config.get()
    config.paymentAnswered(before)
    await config.get()
    expect(getConfig).toHaveBeenCalledTimes(1)
    config.paymentAnswered(taken)
    getConfig.mockResolvedValue({ ...ANSWER, chargesEnabled: taken })
    expect(await config.get()).toMatchObject({ chargesEnabled: taken })
    getConfig.mockRejectedValue(new Error("down"))
    config.paymentAnswered(before)
    expect(await config.get()).toMatchObject({ chargesEnabled: taken })
  })

  it("counts seconds that have passed, also after the machine's clock is set back", async () => {
    const getConfig = jest.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue(ANSWER)
    const config = new BrowserConfig(() => ({ getConfig }) as unknown as WolffPayClient)
    const passed = jest.spyOn(performance, "now").mockReturnValue(1_000_000)
    const wall = jest.spyOn(Date, "now").mockReturnValue(60 * MINUTE)
    await expect(config.get()).rejects.toThrow("down")
    passed.mockReturnValue(1_005_000)
    wall.mockReturnValue(5000)
    expect(await config.get()).toEqual(ANSWER)
  })
})
