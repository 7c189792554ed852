/** What the system's own parts of the window say; the page has words of its own. */
export const words = {
  title: 'Blazon',
  chooseFolder: {
    export: 'Where shall the badges go?',
    site: 'Which folder holds the website?',
  },
  chooseThisFolder: 'Choose this folder',
  cannotOpen: 'Blazon cannot open your library',
  notStored: {
    title: 'Not everything is stored yet.',
    detail: 'What you did last would be lost. Blazon goes on trying to store it while it is open.',
    stay: 'Stay',
    close: 'Close and lose it',
  },
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    window: '&Window',
    help: '&Help',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    largerText: 'Larger text',
    smallerText: 'Smaller text',
    usualText: 'Usual text size',
  },
} as const
