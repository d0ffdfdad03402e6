import { describeTill } from "../support/till-window"
import { accessAtTheTill } from "./counter/access"
import { browserReaderAtTheTill } from "./counter/browser-reader"
import { cameraAtTheTill } from "./counter/camera"
import { dayAtTheTill } from "./counter/day"
import { lostAnswersAtTheTill } from "./counter/lost-answers"
import { picturesOfTheTill } from "./counter/pictures"
import { pricesAtTheTill } from "./counter/prices"
import { refundsAtTheTill } from "./counter/refunds"
import { restAtTheTill } from "./counter/rest"
import { setUpOfTheTill } from "./counter/set-up"
import { slipsAtTheTill } from "./counter/slips"
import { speedAtTheTill } from "./counter/speed"
import { troubleAtTheTill } from "./counter/trouble"
import { windowsAtTheTill } from "./counter/windows"

/** One running shop for all of them: it takes longer to open than most of them to walk. */
describeTill("A clerk at the till", (shop) => {
  // First of all: the server's job still looks at what a sale has left.
  describe("serves nobody: the till", () => restAtTheTill(shop))
  describe("sells", () => dayAtTheTill(shop))
  describe("is told what to do when", () => troubleAtTheTill(shop))
  describe("is never left alone when", () => lostAnswersAtTheTill(shop))
  describe("gives money back:", () => refundsAtTheTill(shop))
  describe("drives a reader from the browser:", () => browserReaderAtTheTill(shop))
  describe("scans with the camera:", () => cameraAtTheTill(shop))
  describe("may slip:", () => slipsAtTheTill(shop))
  describe("has two windows open:", () => windowsAtTheTill(shop))
  describe("sells at Medusa's prices", () => pricesAtTheTill(shop))
  describe("is not kept waiting: the till", () => speedAtTheTill(shop))
  describe("works with the keyboard, a finger or a screen reader", () => accessAtTheTill(shop))
  describe("sets up", () => setUpOfTheTill(shop))
  describe("looks good", () => picturesOfTheTill(shop))
})
