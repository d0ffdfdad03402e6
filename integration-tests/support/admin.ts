/** Who signs in to the seeded shop's admin. */
export const ADMIN = { email: "admin@example.com", password: "supersecret" }
