import {
  businessAddress,
  businessOf,
  firstProblem,
  NO_BUSINESS,
  problemsOf,
  tidy,
  type Details,
} from "./address"

const anna: Details = {
  email: "anna@example.com",
  first_name: "Anna",
  last_name: "Jansen",
  address_1: "Dorpsstraat 1",
  postal_code: "1234AB",
  city: "Utrecht",
  phone: "",
}

describe("The shopper's details", () => {
  it("are complete without a telephone number", () => {
    expect(problemsOf(anna)).toEqual({})
  })

  it("name each field that is missing, blanks included, and the first in the order of the form", () => {
    const problems = problemsOf({ ...anna, city: " ", first_name: "" })
    expect(problems).toEqual({ city: "missing", first_name: "missing" })
    expect(firstProblem(problems)).toBe("first_name")
  })

  it.each(["anna", "anna@", "anna@example", "an na@example.com"])("refuse %j", (email) => {
    expect(problemsOf({ ...anna, email })).toEqual({ email: "email" })
  })

  it("let a postal code pass that only looks unusual", () => {
    expect(problemsOf({ ...anna, postal_code: "B-1000" })).toEqual({})
  })

  it("are sent tidied", () => {
    const sent = tidy({ ...anna, first_name: " Anna ", postal_code: "1234ab" })
    expect(sent).toMatchObject({ first_name: "Anna", postal_code: "1234 AB" })
    expect(tidy({ ...anna, postal_code: " B-1000" }).postal_code).toBe("B-1000")
  })
})

describe("A company's details", () => {
  const bakery = {
    company: "Bakkerij Bos",
    company_number: "12345678",
    vat_number: "NL001234567B01",
  }

  it("go into the address, the numbers as its metadata, and come back from there", () => {
    const address = businessAddress({ ...bakery, company: " Bakkerij Bos " })
    expect(address).toEqual({
      company: "Bakkerij Bos",
      metadata: { company_number: "12345678", vat_number: "NL001234567B01" },
    })
    expect(businessOf(address)).toEqual(bakery)
  })

  it("are taken away again by empty ones", () => {
    expect(businessAddress(NO_BUSINESS)).toEqual({
      company: "",
      metadata: { company_number: "", vat_number: "" },
    })
    expect(businessOf({ company: null, metadata: null })).toEqual(NO_BUSINESS)
  })
})
