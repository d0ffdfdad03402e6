/** The shop's products, in Dutch with their English names. Prices in major units of EUR, 21 % VAT included. */
export interface CatalogueProduct {
  handle: string
  title: string
  description: string
  /** Kept in the product's metadata, where the storefront finds it. */
  english: { title: string; description: string }
  price: number
  /** What a customer chooses from; one variant of this name each. */
  option: { title: string; values: string[] }
}

const single = { title: "Uitvoering", values: ["Standaard"] }

export const CATALOGUE: readonly CatalogueProduct[] = [
  {
    handle: "theepot-delfts-blauw",
    title: "Theepot Delfts blauw",
    description: "Porseleinen theepot voor 1,2 liter, met de hand beschilderd.",
    english: {
      title: "Delft blue teapot",
      description: "Porcelain teapot for 1.2 litres, painted by hand.",
    },
    price: 34.95,
    option: single,
  },
  {
    handle: "mok-tulp",
    title: "Mok met tulp",
    description: "Stevige mok van steengoed, mag in de vaatwasser.",
    english: { title: "Tulip mug", description: "Sturdy stoneware mug, safe in the dishwasher." },
    price: 12.5,
    option: { title: "Kleur", values: ["Rood", "Geel"] },
  },
  {
    handle: "t-shirt-gracht",
    title: "T-shirt Gracht",
    description: "T-shirt van biologisch katoen met een rij grachtenhuizen op de borst.",
    english: {
      title: "Canal T-shirt",
      description: "T-shirt of organic cotton with a row of canal houses on the chest.",
    },
    price: 24.95,
    option: { title: "Maat", values: ["S", "M", "L", "XL"] },
  },
  {
    handle: "fietsbel-koper",
    title: "Koperen fietsbel",
    description: "Een bel die men hoort. Past op elk stuur.",
    english: {
      title: "Copper bicycle bell",
      description: "A bell that is heard. Fits every handlebar.",
    },
    price: 14.95,
    option: single,
  },
  {
    handle: "fietstas-waxdoek",
    title: "Fietstas van waxdoek",
    description: "Waterdichte tas van 20 liter voor de bagagedrager.",
    english: {
      title: "Waxed canvas pannier",
      description: "Waterproof 20 litre bag for the luggage carrier.",
    },
    price: 69,
    option: { title: "Kleur", values: ["Groen", "Zwart"] },
  },
  {
    handle: "plaid-wad",
    title: "Wollen plaid Wad",
    description: "Plaid van Texelse wol, 140 bij 200 cm.",
    english: {
      title: "Woollen throw Wad",
      description: "Throw of wool from Texel, 140 by 200 cm.",
    },
    price: 79.95,
    option: single,
  },
  {
    handle: "kaasschaaf-beuken",
    title: "Kaasschaaf met beuken heft",
    description: "Voor dunne plakken van jonge en belegen kaas.",
    english: {
      title: "Cheese slicer with beech handle",
      description: "For thin slices of young and mature cheese.",
    },
    price: 17.5,
    option: single,
  },
  {
    handle: "klompen-beschilderd",
    title: "Beschilderde klompen",
    description: "Populierenhouten klompen om op te lopen of om neer te zetten.",
    english: { title: "Painted clogs", description: "Poplar clogs to walk in or to put on show." },
    price: 39.95,
    option: { title: "Maat", values: ["38", "40", "42"] },
  },
  {
    handle: "paraplu-storm",
    title: "Stormparaplu",
    description: "Blijft heel bij windkracht 9.",
    english: { title: "Storm umbrella", description: "Stays whole at wind force 9." },
    price: 29.95,
    option: single,
  },
  {
    handle: "kaars-bijenwas",
    title: "Kaars van bijenwas",
    description: "Brandt zestig uur, van een imker uit de Betuwe.",
    english: {
      title: "Beeswax candle",
      description: "Burns for sixty hours, from a beekeeper in the Betuwe.",
    },
    price: 18.75,
    option: single,
  },
  {
    handle: "notitieboek-gracht",
    title: "Notitieboek Gracht",
    description: "Genaaid gebonden, 160 bladzijden.",
    english: { title: "Canal notebook", description: "Sewn binding, 160 pages." },
    price: 11.95,
    option: { title: "Papier", values: ["Gelinieerd", "Blanco"] },
  },
  {
    handle: "tulpenvaas",
    title: "Tulpenvaas",
    description: "Glazen vaas die tulpen rechtop houdt, 24 cm hoog.",
    english: {
      title: "Tulip vase",
      description: "Glass vase that keeps tulips upright, 24 cm high.",
    },
    price: 44.5,
    option: single,
  },
  {
    handle: "theedoek-linnen",
    title: "Linnen theedoek",
    description: "Droogt zonder pluizen, 50 bij 70 cm.",
    english: { title: "Linen tea towel", description: "Dries without lint, 50 by 70 cm." },
    price: 9.95,
    option: single,
  },
]

/** What customers choose by and from, in English. */
export const ENGLISH_OPTIONS: Readonly<Record<string, string>> = {
  Uitvoering: "Version",
  Standaard: "Standard",
  Kleur: "Colour",
  Rood: "Red",
  Geel: "Yellow",
  Groen: "Green",
  Zwart: "Black",
  Maat: "Size",
  Papier: "Paper",
  Gelinieerd: "Ruled",
  Blanco: "Blank",
}

/** The stock keeping unit of one variant, such as MOK-TULP-ROOD. */
export function skuOf(product: CatalogueProduct, value: string) {
  const suffix = product.option.values.length > 1 ? `-${value}` : ""
  return `${product.handle}${suffix}`.toUpperCase()
}

/** The barcode of one variant: an EAN-13 of the range that shops give out themselves (it begins with 2). */
export function eanOf(product: CatalogueProduct, value: string) {
  const article = CATALOGUE.indexOf(product) + 1
  const variant = product.option.values.indexOf(value) + 1
  const digits = `20${String(article).padStart(5, "0")}${String(variant).padStart(5, "0")}`
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
