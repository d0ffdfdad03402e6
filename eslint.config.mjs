import medusa from "@medusajs/eslint-plugin"
import importX from "eslint-plugin-import-x"
import { globalIgnores } from "eslint/config"
import tseslint from "typescript-eslint"
import { doors, serverRooms } from "./scripts/lib/doors.mjs"

const typescript = "**/*.{ts,tsx}"
const tests = ["**/*.spec.ts", "**/__fixtures__/**", "integration-tests/**"]

/** The rules of Medusa's own plugin that find mistakes; those on taste are left to review. */
const medusaMistakes = {
  "src/**": ["zod-import-source"],
  "src/{workflows,subscribers,jobs,api}/**": [
    "no-async-workflow-constructor",
    "no-direct-variable-mutation-in-workflow",
    "no-duplicate-step-id-in-workflow",
    "no-if-in-workflow-constructor",
    "no-loops-in-workflow",
    "no-nested-when-in-workflow",
    "no-new-date-in-workflow",
    "no-spread-in-workflow",
    "no-throw-in-transform",
    "no-throw-in-workflow-constructor",
    "no-try-catch-in-workflow",
    "no-workflow-call-without-container",
    "step-must-return-step-response",
    "workflow-must-return-workflow-response",
  ],
  "src/api/**/route.ts": ["route-handler-exports-uppercase", "route-params-must-be-defined"],
  "src/jobs/*.ts": ["scheduled-job-config-required", "scheduled-job-default-export-required"],
  "src/subscribers/*.ts": [
    "subscriber-config-export-required",
    "subscriber-default-export-required",
  ],
}

export default tseslint.config(
  globalIgnores(["node_modules", ".medusa", ".demo", ".cache", "coverage"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx,mjs,js}"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        importX.createNodeResolver({ extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] }),
      ],
    },
    rules: {
      "max-lines": ["error", { max: 300 }],
      eqeqeq: ["error", "always"],
      "prefer-const": "error",
      "no-var": "error",
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: doors }],
    },
  },
  {
    files: [typescript],
    extends: [tseslint.configs.strict, tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: {
      parserOptions: {
        project: [
          "tsconfig.check.json",
          "src/storefront/tsconfig.spec.json",
          "sandbox/storefront/tsconfig.json",
          "src/admin/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // Medusa's services, routes and steps are asynchronous by contract, whether or not they wait for something.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      // The reason of an AbortSignal is whatever the caller gave.
      "@typescript-eslint/prefer-promise-reject-errors": ["error", { allowThrowingAny: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["src/admin/**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^\\.\\./.*\\b(${serverRooms.join("|")})(/|$)`,
              allowTypeImports: true,
              message: "The admin's screens may import types of the server, never its code.",
            },
          ],
        },
      ],
    },
  },
  { files: ["src/**", "sandbox/**"], rules: { "no-console": "error" } },
  { files: ["sandbox/bin.ts"], rules: { "no-console": "off" } },
  {
    // What query.graph gives is `any` by Medusa's own types.
    files: ["src/{workflows,api,subscribers,jobs}/**"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  ...Object.entries(medusaMistakes).map(([files, names]) => ({
    files: [files],
    ignores: tests,
    plugins: { "@medusajs": medusa },
    rules: Object.fromEntries(names.map((name) => [`@medusajs/${name}`, "error"])),
  })),
  {
    files: tests,
    rules: {
      // Bodies of HTTP answers and Medusa's query results are `any` by their own types.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  }
)
