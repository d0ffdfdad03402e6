import type { z } from "@medusajs/framework/zod"
import {
  CREATED_PAYMENT,
  CREATED_REFUND,
  LISTED_PAYMENT,
  LISTED_REFUND,
  PAYMENT,
  TERMINAL_INTENT,
} from "./__fixtures__/client"
import * as schemas from "./schemas"
import {
  collectAndProcessSchema,
  connectionTokenSchema,
  terminalIntentSchema,
} from "./terminal-schemas"

type Shape = {
  name: string
  schema: z.ZodType
  sample: Record<string, unknown>
  /** Fields that may be absent or null. */
  optional: string[]
}

const shapes: Shape[] = [
  {
    name: "the configuration (W10)",
    schema: schemas.configSchema,
    sample: {
      stripePublishableKey: "pk_test_1",
      stripeAccountId: "acct_1",
      chargesEnabled: false,
      supportedPaymentMethods: ["card"],
    },
    optional: [],
  },
  {
    name: "a created payment (W14)",
    schema: schemas.createdPaymentSchema,
    sample: CREATED_PAYMENT,
    optional: ["description"],
  },
  {
    name: "a listed payment (W15)",
    schema: schemas.listedPaymentSchema,
    sample: LISTED_PAYMENT,
    optional: ["description"],
  },
  {
    name: "a payment (W16)",
    schema: schemas.paymentSchema,
    sample: PAYMENT,
    optional: ["description"],
  },
  {
    name: "a capture (W17)",
    schema: schemas.paymentActionSchema,
    sample: { id: "doc1", paymentIntentId: "pi_1", status: "succeeded", action: "capture" },
    optional: [],
  },
  {
    name: "a connection token (W19)",
    schema: connectionTokenSchema,
    sample: { secret: "pst_test_1", locationId: "tml_1" },
    optional: ["locationId"],
  },
  {
    name: "a card-present intent (W21)",
    schema: terminalIntentSchema,
    sample: TERMINAL_INTENT,
    optional: ["fee", "connect"],
  },
  {
    name: "a collected and processed payment (W23)",
    schema: collectAndProcessSchema,
    sample: { paymentIntentId: "pi_1", status: "succeeded", amountReceived: 5_000 },
    optional: ["amountReceived"],
  },
  {
    name: "a created refund (W28)",
    schema: schemas.refundSchema,
    sample: CREATED_REFUND,
    optional: ["reason"],
  },
  {
    name: "a listed refund (W29)",
    schema: schemas.listedRefundSchema,
    sample: LISTED_REFUND,
    optional: ["reason"],
  },
]

const wrongTypes: Record<string, unknown[]> = {
  string: [5, true, {}, [], 1.5],
  number: ["5000", true, {}, [], Number.NaN, Number.POSITIVE_INFINITY],
  boolean: ["true", 1, {}, []],
  object: ["text", 5, true],
}

const cases = shapes.flatMap(({ sample, ...shape }) =>
  Object.keys(sample).map((field) => [shape.name, field, shape, sample] as const)
)

describe.each(shapes)("$name", ({ schema, sample }) => {
  it("is read", () => {
    expect(schema.safeParse(sample).success).toBe(true)
  })

  it("is read the same with fields that are not documented, which are dropped", () => {
    const more = { ...sample, riskScore: 12, nested: { a: [1] }, __v: 3 }
    expect(schema.parse(more)).toEqual(schema.parse(sample))
  })

  it.each([null, undefined, "text", 5, [], [sample], {}])("is not %j", (value) => {
    expect(schema.safeParse(value).success).toBe(false)
  })
})

describe("every documented field", () => {
  it.each(cases)("%s: %s is not of another type", (_name, field, { schema }, sample) => {
    for (const wrong of wrongTypes[typeof sample[field]] ?? []) {
      const parsed = schema.safeParse({ ...sample, [field]: wrong })
      expect({ wrong, success: parsed.success }).toEqual({ wrong, success: false })
    }
  })

  it.each(cases)("%s: %s is there, unless it may be absent", (_name, field, shape, sample) => {
    const { [field]: _gone, ...rest } = sample
    const expected = shape.optional.includes(field)
    expect(shape.schema.safeParse(rest).success).toBe(expected)
    expect(shape.schema.safeParse({ ...sample, [field]: null }).success).toBe(expected)
  })
})

describe("amounts in answers (W3)", () => {
  it.each([0, 1, 5_000, 99_999_999, Number.MAX_SAFE_INTEGER])("%p is one", (amount) => {
    expect(schemas.paymentSchema.parse({ ...PAYMENT, amount }).amount).toBe(amount)
  })

  it.each([-1, 0.5, 19.989999999999998, Number.MAX_SAFE_INTEGER + 1, 1e300])(
    "%p is none",
    (amount) => {
      expect(schemas.paymentSchema.safeParse({ ...PAYMENT, amount }).success).toBe(false)
    }
  )
})

describe("dates in answers", () => {
  it.each(["2025-12-16T10:30:00.000Z", "2025-12-16T10:30:00Z", "2025-12-16T11:30:00+01:00"])(
    "%s is one",
    (createdAt) => {
      expect(schemas.paymentSchema.parse({ ...PAYMENT, createdAt }).createdAt).toBe(createdAt)
    }
  )

  it.each(["", "yesterday", "2025-13-45T00:00:00Z"])("%j is none", (createdAt) => {
    expect(schemas.paymentSchema.safeParse({ ...PAYMENT, createdAt }).success).toBe(false)
  })
})

describe("readErrorText (W4)", () => {
  it.each([
    [{ success: false, error: "Rate limit exceeded" }, "Rate limit exceeded"],
    [{ error: "only this" }, "only this"],
    [{ success: false, error: { message: "nested" } }, undefined],
    [{ success: false }, undefined],
    [[], undefined],
    ["text", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("of %j is %j", (body, expected) => {
    expect(schemas.readErrorText(body)).toBe(expected)
  })
})
