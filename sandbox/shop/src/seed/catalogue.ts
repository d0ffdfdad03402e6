/** The shop's products, in Dutch as its customers read them. Prices in major units of EUR, 21 % VAT included. */
export interface CatalogueProduct {
  handle: string
  title: string
  description: string
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
    price: 34.95,
    option: single,
  },
  {
    handle: "mok-tulp",
    title: "Mok met tulp",
    description: "Stevige mok van steengoed, mag in de vaatwasser.",
    price: 12.5,
    option: { title: "Kleur", values: ["Rood", "Geel"] },
  },
  {
    handle: "fietsbel-koper",
    title: "Koperen fietsbel",
    description: "Een bel die men hoort. Past op elk stuur.",
    price: 14.95,
    option: single,
  },
  {
    handle: "fietstas-waxdoek",
    title: "Fietstas van waxdoek",
    description: "Waterdichte tas van 20 liter voor de bagagedrager.",
    price: 69,
    option: { title: "Kleur", values: ["Groen", "Zwart"] },
  },
  {
    handle: "plaid-wad",
    title: "Wollen plaid Wad",
    description: "Plaid van Texelse wol, 140 bij 200 cm.",
    price: 79.95,
    option: single,
  },
  {
    handle: "kaasschaaf-beuken",
    title: "Kaasschaaf met beuken heft",
    description: "Voor dunne plakken van jonge en belegen kaas.",
    price: 17.5,
    option: single,
  },
  {
    handle: "klompen-beschilderd",
    title: "Beschilderde klompen",
    description: "Populierenhouten klompen om op te lopen of om neer te zetten.",
    price: 39.95,
    option: { title: "Maat", values: ["38", "40", "42"] },
  },
  {
    handle: "paraplu-storm",
    title: "Stormparaplu",
    description: "Blijft heel bij windkracht 9.",
    price: 29.95,
    option: single,
  },
  {
    handle: "kaars-bijenwas",
    title: "Kaars van bijenwas",
    description: "Brandt zestig uur, van een imker uit de Betuwe.",
    price: 18.75,
    option: single,
  },
  {
    handle: "notitieboek-gracht",
    title: "Notitieboek Gracht",
    description: "Genaaid gebonden, 160 bladzijden.",
    price: 11.95,
    option: { title: "Papier", values: ["Gelinieerd", "Blanco"] },
  },
  {
    handle: "tulpenvaas",
    title: "Tulpenvaas",
    description: "Glazen vaas die tulpen rechtop houdt, 24 cm hoog.",
    price: 44.5,
    option: single,
  },
  {
    handle: "theedoek-linnen",
    title: "Linnen theedoek",
    description: "Droogt zonder pluizen, 50 bij 70 cm.",
    price: 9.95,
    option: single,
  },
]

/** The stock keeping unit of one variant, such as MOK-TULP-ROOD. */
export function skuOf(product: CatalogueProduct, value: string) {
  const suffix = product.option.values.length > 1 ? `-${value}` : ""
  return `${product.handle}${suffix}`.toUpperCase()
}
