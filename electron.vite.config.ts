import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// Targets are the oldest Electron we support (22: Node 16, Chromium 108). Everything is bundled, so that the command
// line and the engine start from one file each; only electron and Node's own modules stay outside.
export default defineConfig({
  main: {
    build: {
      target: 'node16',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          'engine-process': resolve('src/main/engine-process.ts'),
          cli: resolve('src/cli/index.ts'),
        },
        // kafkajs in a chunk of its own: else the bundler's few lines of runtime lie beside it, and main would load both.
        output: { codeSplitting: { groups: [{ name: 'kafkajs', test: /[\\/]kafkajs[\\/]/ }] } },
      },
    },
  },
  preload: {
    build: { target: 'node16', externalizeDeps: false, rollupOptions: { input: { index: resolve('src/preload/index.ts') }, output: { format: 'cjs' } } },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    // The content security policy allows no data: fonts, and Chromium preloads modules by itself.
    build: {
      target: 'chrome108',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
