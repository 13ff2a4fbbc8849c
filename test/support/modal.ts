interface Input {
  readonly type: string;
  readonly initial_value?: string;
  readonly initial_option?: { readonly value: string };
}
/** A modal that is open, or a home page. */
export interface PeerView {
  readonly private_metadata?: string;
  readonly blocks: readonly { readonly block_id?: string; readonly element?: Input }[];
}

/** A modal's inputs as they stand, with some of them changed, as its submit hands them over. */
export function filled(view: PeerView, changes: Readonly<Record<string, string>>): object {
  const inputs = view.blocks.flatMap(({ block_id: id, element }) => (id && element ? [{ id, element }] : []));
  return Object.fromEntries(
    inputs.map(({ id, element }) => {
      const {
        type,
        initial_value: value,
        initial_option: option,
      } = element as {
        type: string;
        initial_value?: string;
        initial_option?: { value: string };
      };
      const chosen =
        changes[id] === undefined
          ? option
          : { value: `=${changes[id]}`, text: { type: 'plain_text', text: 'x' } };
      const input =
        type === 'static_select'
          ? { type, selected_option: chosen ?? null }
          : { type, value: changes[id] ?? value ?? null };
      return [id, { value: input }];
    }),
  );
}
