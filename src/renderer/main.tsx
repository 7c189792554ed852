import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { followDesk } from './app/desk'
import { startChanges } from './api/changes'
import { libraryFonts } from './api/library-fonts'
import { connectPort } from './api/port'
import { connectSocket } from './api/socket'
import { setFontSource } from './drawing/font-source'
import './ui/tokens.css'
import './words'

// Electron serves the page from app:// and hands over a port; the browser shell serves it over http with a socket beside it.
if (window.location.protocol === 'app:') connectPort()
else connectSocket()
startChanges()
followDesk()
setFontSource(libraryFonts)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
