import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import { pagePlugins } from './page-plugins.config'
import { socketPath } from './src/core/contract/wire'

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          loopback: resolve('src/main/loopback.ts'),
          cli: resolve('src/main/cli.ts'),
        },
      },
    },
  },
  preload: {
    // A sandboxed preload cannot be an ES module.
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: pagePlugins(),
    // `npm run dev`: one address for both shells; the browser shell's socket is passed on to its own port.
    server: {
      host: '127.0.0.1',
      port: 5173,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: 5173 },
      ...(process.env['BLAZON_PORT'] && {
        proxy: {
          [socketPath]: { target: `ws://127.0.0.1:${process.env['BLAZON_PORT']}`, ws: true, changeOrigin: true },
        },
      }),
    },
    build: { minify: true, rolldownOptions: { input: resolve('src/renderer/index.html') } },
  },
})
