import { html } from 'htm/preact';
import { Component, type VNode } from 'preact';

/** A component that is drawn again only when one of its properties is another one. */
export function memo<Props extends object>(Inside: (props: Props) => VNode | null) {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return (Object.keys(next) as (keyof Props)[]).some((key) => !Object.is(next[key], this.props[key]));
    }

    override render(props: Props) {
      return html`<${Inside} ...${props} />`;
    }
  };
}
