import path from "node:path"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

const root = import.meta.dirname

export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir: path.join(root, "../../.cache/demo-storefront"),
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
  },
})
