const transform = {
  "^.+\\.[cm]?[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: "es2022",
      },
      // A dynamic import stays one: Medusa and packages without CommonJS need it.
      module: { type: "commonjs", ignoreDynamic: true },
      sourceMaps: "inline",
    },
  ],
}

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: "node",
  transform,
  // The plugin under test is loaded as it is published: compiled, through node_modules/medusa-plugin-wolffpay.
  transformIgnorePatterns: ["/node_modules/", "/\\.medusa/", "\\.mjs$"],
  modulePathIgnorePatterns: ["<rootDir>/\\.medusa/", "<rootDir>/\\.demo/", "<rootDir>/\\.cache/"],
  restoreMocks: true,
}

const slow = {
  ...common,
  setupFilesAfterEnv: ["<rootDir>/integration-tests/support/jest-setup.ts"],
}

export default {
  testSequencer: "<rootDir>/integration-tests/support/longest-first.mjs",
  // What a file loaded of Medusa is never given back by its process: after a dozen files it does little but collect garbage.
  workerIdleMemoryLimit: "1GB",
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: [
        "<rootDir>/src/**/*.spec.ts",
        "<rootDir>/sandbox/**/*.spec.ts",
        "<rootDir>/scripts/**/*.spec.ts",
      ],
    },
    {
      ...slow,
      displayName: "integration",
      globalSetup: "<rootDir>/integration-tests/support/seeded-template.ts",
      testMatch: ["<rootDir>/integration-tests/{modules,http,faults,packaging}/**/*.spec.ts"],
    },
    {
      ...slow,
      displayName: "e2e",
      testMatch: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
    },
  ],
}
