const notes = { awarded: [660, 880], refused: [220] } as const
let audio: AudioContext | null = null

/** A short tone, made here (the page's rules allow no sound files): two rising notes for yes, a low one for no. Silent where sound cannot be made. */
export function playSound(kind: keyof typeof notes): void {
  try {
    audio ??= new AudioContext()
    const start = audio.currentTime
    for (const [index, frequency] of notes[kind].entries()) {
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      tone.frequency.value = frequency
      const at = start + index * 0.12
      volume.gain.setValueAtTime(0.15, at)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.2)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.2)
    }
  } catch {
    audio = null
  }
}
