interface Lines {
  d: string
  size?: number
}

function Icon({ d, size = 22 }: Lines) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="icon">
      <path d={d} />
    </svg>
  )
}

export const CartIcon = () => <Icon d="M6 8h12l1.5 12h-15zM9 8V7a3 3 0 0 1 6 0v1" />
export const CheckIcon = () => <Icon d="M5 12.5l4.5 4.5L19 7.5" size={18} />
export const MinusIcon = () => <Icon d="M6 12h12" size={18} />
export const PlusIcon = () => <Icon d="M6 12h12M12 6v12" size={18} />
