import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';

// The group and topic pages on fixtures of their own: `npx vite build -c test/renderer/group-harness/vite.config.ts`.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: { target: 'chrome108', outDir: fileURLToPath(new URL('../../../out/group-harness', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0 },
});
