interface Picture {
  url: string | null | undefined
  alt: string
  /** Pictures below the first screen wait until they are near it. */
  isLater?: boolean
}

/** Keeps its square whether or not the picture has come. */
export function Picture({ url, alt, isLater = false }: Picture) {
  return (
    <span className="picture">
      {url && (
        <img
          src={url}
          alt={alt}
          width="600"
          height="600"
          loading={isLater ? "lazy" : "eager"}
          decoding="async"
        />
      )}
    </span>
  )
}
