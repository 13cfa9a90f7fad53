import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';

// The window's own code on fixtures, in an ordinary browser: `npx vite build -c test/renderer/harness/vite.config.ts`.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: { target: 'chrome108', outDir: fileURLToPath(new URL('../../../out/harness', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0 },
});
