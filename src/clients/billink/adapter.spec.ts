import { DEFAULT_ADAPTER, resolveAdapter, workflowNumberFor } from "./adapter"

describe("The adapter (facts 7)", () => {
  it("names only paths that are proven, and leaves the others open (facts 2)", () => {
    expect(DEFAULT_ADAPTER.paths).toEqual({
      createSession: "/v2/session/create",
      sessionStatus: "/v2/session/status",
      credit: "/v2/client/invoice/credit",
      generateWebhookSecret: "/v2/client/webhook-v3/secret/generate",
      setOrderWebhook: "/v2/client/webhook-v3/set",
      setSessionWebhook: "/v2/session/webhook-v3/set",
      startWorkflowV1: "/v1/client/start-workflow",
      orderStatusV1: "/v1/client/status",
      paymentV1: "/v1/client/payment",
    })
  })

  it("changes one point and keeps the rest", () => {
    const { adapter, problems } = resolveAdapter({ paths: { startWorkflow: "/v2/x/start" } })
    expect(problems).toEqual([])
    expect(adapter.paths.startWorkflow).toBe("/v2/x/start")
    expect({ ...adapter, paths: undefined }).toEqual({ ...DEFAULT_ADAPTER, paths: undefined })
  })

  it("takes words of a session beside the five that are known (facts 7.9)", () => {
    const { sessionStates } = resolveAdapter({ sessionStates: { declined: "failed" } }).adapter
    expect(sessionStates).toEqual({ ...DEFAULT_ADAPTER.sessionStates, declined: "failed" })
    expect(Object.keys(DEFAULT_ADAPTER.sessionStates)).toHaveLength(5)
  })

  it.each([
    [{ path: {} }, "path is not a setting of the adapter."],
    [{ paths: { start: "/x" } }, "paths.start is not a setting of the adapter."],
    [
      { paths: { startWorkflow: "v2/x" } },
      "paths.startWorkflow: must be a path that starts with /.",
    ],
    [{ paths: { credit: "https://other.example/x" } }, "paths.credit: must be a path"],
    [{ workflow: { byCountry: { nl: { p: "1" } } } }, "workflow.byCountry"],
    [{ webhook: { secretEncoding: "hex" } }, "webhook.secretEncoding"],
    [{ sessionStates: { declined: "refused" } }, "sessionStates.declined: "],
    ["text", "adapter"],
  ])("says in a sentence what is wrong with %j", (input, sentence) => {
    const { problems } = resolveAdapter(input)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.startsWith(sentence)).toBe(true)
  })

  it("finds the workflow number by country and customer type (facts 7.15)", () => {
    const { adapter } = resolveAdapter({
      workflow: { default: "9", byCountry: { NL: { p: "1", b: "2" }, BE: { p: "3" } } },
    })
    expect(workflowNumberFor(adapter, "nl", "p")).toBe("1")
    expect(workflowNumberFor(adapter, "NL", "b")).toBe("2")
    expect(workflowNumberFor(adapter, "BE", "b")).toBe("9")
    expect(workflowNumberFor(DEFAULT_ADAPTER, "DE", "p")).toBe("1")
  })
})
