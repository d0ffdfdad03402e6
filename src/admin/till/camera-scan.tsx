import { Camera } from "@medusajs/icons"
import { useEffect, useRef, useState } from "react"
import { Problem } from "../components/notice"
import { TouchButton } from "../components/touch-button"
import { useText } from "../hooks/use-text"
import { messageOf } from "../lib/sdk"
import { pause } from "../lib/pause"

const LOOK_EVERY_MS = 200
/** The same code is not taken twice while the article is still held before the camera. */
const SAME_CODE_MS = 2_000

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}
type Browser = { BarcodeDetector?: new () => Detector }

/** Only where the browser itself can read barcodes. */
export function CameraScan({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useText()
  const [isOn, setIsOn] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const video = useRef<HTMLVideoElement>(null)
  const take = useRef(onCode)
  take.current = onCode
  const { BarcodeDetector } = window as Browser

  useEffect(() => {
    if (!isOn || !BarcodeDetector || !video.current) {
      return
    }
    const stop = new AbortController()
    const detector = new BarcodeDetector()
    watch(detector, video.current, (code) => take.current(code), stop.signal).catch(
      (error: unknown) => {
        setProblem(messageOf(error))
        setIsOn(false)
      }
    )
    return () => stop.abort()
  }, [isOn, BarcodeDetector])

  if (!BarcodeDetector) {
    return null
  }
  return (
    <>
      <TouchButton
        aria-label={isOn ? t("search.stopCamera") : t("search.camera")}
        aria-pressed={isOn}
        className="w-11"
        onClick={() => {
          setProblem(null)
          setIsOn(!isOn)
        }}
      >
        <Camera />
      </TouchButton>
      {isOn ? (
        <video
          ref={video}
          muted
          playsInline
          className="shadow-elevation-flyout bg-ui-bg-base absolute right-3 top-16 z-10 w-72 rounded-lg"
        />
      ) : null}
      {problem ? <Problem>{t("search.cameraFailed", { message: problem })}</Problem> : null}
    </>
  )
}

async function watch(
  detector: Detector,
  video: HTMLVideoElement,
  onCode: (code: string) => void,
  signal: AbortSignal
) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })
  try {
    video.srcObject = stream
    await video.play()
    let last = { code: "", at: 0 }
    while (!signal.aborted) {
      const [seen] = await detector.detect(video)
      const isNew = seen && (seen.rawValue !== last.code || Date.now() - last.at > SAME_CODE_MS)
      if (seen) {
        last = { code: seen.rawValue, at: Date.now() }
      }
      if (seen && isNew) {
        onCode(seen.rawValue)
      }
      await pause(LOOK_EVERY_MS, signal)
    }
  } finally {
    stream.getTracks().forEach((track) => track.stop())
  }
}
