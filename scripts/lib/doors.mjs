/**
 * Who may know whom, for eslint's import-x/no-restricted-paths.
 * In src, a room imports from itself and from the rooms listed here; whoever needs more changes the plan first.
 */
const ROOMS = {
  api: ["workflows", "modules/wolffpay", "clients"],
  subscribers: ["workflows", "modules/wolffpay", "clients"],
  jobs: ["workflows", "modules/wolffpay", "clients"],
  workflows: ["modules", "clients"],
  providers: ["modules/wolffpay", "clients"],
  modules: ["clients"],
  links: ["modules"],
  policies: [],
  "clients/wolffpay": ["clients/http"],
  "clients/billink": ["clients/http"],
  "clients/http": [],
  // Runs in the shopper's browser.
  storefront: [],
}

/** Rooms of the server; the admin's screens run in a browser and may know no more of them than types. */
export const serverRooms = [
  ...new Set(Object.keys(ROOMS).map((room) => room.split("/")[0])),
].filter((room) => room !== "storefront")

function zoneOf([room, allowed]) {
  return {
    target: `./src/${room}/**`,
    from: "./src/**",
    except: [room, ...allowed].map((name) => `**/src/${name}/**`),
    message: `src/${room} may import from ${[room, ...allowed].join(", ")} only.`,
  }
}

const outside = ["sandbox", "integration-tests", "scripts"]

export const doors = [
  ...Object.entries(ROOMS).map(zoneOf),
  ...outside.map((folder) => ({
    // A unit test may ask the sandbox; the code that is published may not.
    target: "./src/**/!(*.spec).{ts,tsx}",
    from: `./${folder}/**`,
    message: "What is published knows nothing of the sandbox, the tests and the scripts.",
  })),
  ...["src", "integration-tests", "scripts"].map((folder) => ({
    target: "./sandbox/**",
    from: `./${folder}/**`,
    message: "A simulator that shares code with the client would share its mistakes.",
  })),
]
