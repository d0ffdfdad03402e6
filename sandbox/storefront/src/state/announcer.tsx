import { createContext, useCallback, useContext, useState, type ReactNode } from "react"

const Context = createContext<(text: string) => void>(() => undefined)

/** Tells those who cannot see the page what has changed on it. */
export function Announcer({ children }: { children: ReactNode }) {
  const [{ text, turn }, setSaid] = useState({ text: "", turn: 0 })
  const say = useCallback(
    (next: string) => setSaid((before) => ({ text: next, turn: before.turn + 1 })),
    []
  )
  return (
    <Context.Provider value={say}>
      {children}
      <div className="unseen" role="status">
        <span key={turn}>{text}</span>
      </div>
    </Context.Provider>
  )
}

export const useAnnounce = () => useContext(Context)
