/**
 * How the page is built, for the product as for tests. React's compiler remembers what a component has rendered, so that an edit renders
 * what it changes and nothing else; it reads components and hooks only, because it is slow to read.
 */
import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import type { PluginOption } from 'vite'

export const pagePlugins = (): PluginOption[] => [
  react(),
  babel({ include: /\/src\/renderer\/.*(?:\.tsx|\/use-[^/]*\.ts)$/, presets: [reactCompilerPreset()] }),
]
