const BLUE = "#1f4e9c"
const RED = "#c8402f"
const GREEN = "#3d7a4c"
const WOOD = "#c08a52"
const CREAM = "#fbf7ee"
const INK = "#2b2f38"

const circle = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`
const box = (x: number, y: number, width: number, height: number, fill: string, round = 0) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`
const shape = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`
const line = (d: string, stroke: string, width: number) =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`
const tulip = (x: number, y: number, fill: string) =>
  shape(`M${x - 40} ${y - 50}l20 25 20-35 20 35 20-25v50a40 40 0 0 1-80 0z`, fill) +
  line(`M${x} ${y + 40}v70`, GREEN, 10)

/** What is in the middle of each picture, on a canvas of 600 by 600. */
const DRAWINGS: Record<string, () => string> = {
  "theepot-delfts-blauw": () =>
    line("M430 270c90-10 90 130-10 130", CREAM, 26) +
    line("M190 370c-60-10-60-80-110-110", CREAM, 34) +
    shape("M170 330a140 130 0 0 1 280 0c0 90-50 130-140 130s-140-40-140-130z", CREAM) +
    circle(310, 190, 20, BLUE) +
    line("M200 320c60 50 160 50 220 0M220 400c50 30 130 30 180 0", BLUE, 12),
  "mok-tulp": () =>
    line("M410 260c100-10 100 140 0 130", CREAM, 28) +
    box(180, 180, 240, 270, CREAM, 24) +
    tulip(300, 300, RED),
  "t-shirt-gracht": () =>
    shape("M230 140q70 56 140 0l110 60-46 104-44-24v200h-180v-200l-44 24-46-104z", CREAM) +
    line("M230 140q70 56 140 0", BLUE, 14) +
    [246, 285, 324].map((x) => shape(`M${x} 300l15-24 15 24v60h-30z`, BLUE)).join("") +
    line("M240 376h120", BLUE, 8),
  "fietsbel-koper": () =>
    shape("M150 360a150 150 0 0 1 300 0z", WOOD) +
    box(140, 360, 320, 30, "#8a5a2b", 15) +
    circle(300, 205, 18, "#8a5a2b") +
    line("M300 390v70", INK, 22),
  "fietstas-waxdoek": () =>
    line("M220 180c0-70 160-70 160 0", INK, 18) +
    box(140, 180, 320, 280, GREEN, 26) +
    shape("M140 210h320v90l-160 50-160-50z", "#2c5b38") +
    box(275, 320, 50, 50, WOOD, 8),
  "plaid-wad": () =>
    box(130, 170, 340, 270, "#7d8ca3", 16) +
    [200, 270, 340, 410].map((x) => line(`M${x} 170v270`, CREAM, 10)).join("") +
    [230, 300, 370].map((y) => line(`M130 ${y}h340`, CREAM, 10)).join("") +
    [150, 210, 270, 330, 390, 450].map((x) => line(`M${x} 440v34`, "#7d8ca3", 8)).join(""),
  "kaasschaaf-beuken": () =>
    shape("M300 120l90 190h-180z", "#b9c0c9") +
    box(235, 270, 130, 14, INK, 7) +
    box(280, 310, 40, 180, WOOD, 20),
  "klompen-beschilderd": () =>
    shape("M90 380c-10-80 60-60 110-110 30-30 90-20 100 30l10 80c-60 40-200 40-220 0z", WOOD) +
    shape(
      "M300 430c-10-80 60-60 110-110 30-30 90-20 100 30l10 80c-60 40-200 40-220 0z",
      "#e0ad69"
    ) +
    circle(180, 350, 20, RED) +
    circle(390, 400, 20, RED),
  "paraplu-storm": () =>
    shape(
      "M100 310a200 180 0 0 1 400 0c-40-40-90-40-133 0-40-40-94-40-134 0-43-40-93-40-133 0z",
      RED
    ) + line("M300 130v300c0 60-80 60-80 0", INK, 14),
  "kaars-bijenwas": () =>
    box(240, 240, 120, 240, "#e9b44c", 12) +
    line("M300 240v-30", INK, 8) +
    shape("M300 110c50 60 40 100 0 100s-50-40 0-100z", "#f6d55c") +
    box(190, 470, 220, 26, INK, 13),
  "notitieboek-gracht": () =>
    box(170, 130, 260, 350, BLUE, 14) +
    box(170, 130, 40, 350, "#163a75", 14) +
    [250, 310, 370].map((x) => shape(`M${x} 300l22-30 22 30v80h-44z`, CREAM)).join("") +
    line("M240 410h170", "#8fb4e8", 12),
  tulpenvaas: () =>
    tulip(230, 190, RED) +
    tulip(300, 150, "#e9b44c") +
    tulip(370, 190, "#d06a9b") +
    shape("M200 280h200l-30 70c60 90 20 140-70 140s-130-50-70-140z", "#9fc7d8"),
  "theedoek-linnen": () =>
    shape("M170 140h260v330l-260 20z", CREAM) +
    [200, 230, 370, 400].map((x) => line(`M${x} 145v320`, RED, 8)).join("") +
    line("M180 190h240M180 430h240", RED, 8),
}

const BACKGROUNDS = ["#dfe8f3", "#f3e6df", "#e3efe2", "#efe7f3"]

/** A drawing of the product as an SVG file, with its name for those who cannot see it. */
export function pictureOf({ handle, title }: { handle: string; title: string }) {
  const background = BACKGROUNDS[handle.length % BACKGROUNDS.length]
  const drawing = DRAWINGS[handle]?.() ?? circle(300, 300, 120, BLUE)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img"><title>${title}</title><rect width="600" height="600" fill="${background}"/><ellipse cx="300" cy="500" rx="190" ry="22" fill="#00000018"/>${drawing}</svg>\n`
}
