/** What a heading says, in two lines or one: its group or name, its unit, and an arrow where it is sorted by. */
import type { GridColumn } from './gridColumn.ts';

export interface HeadingWordsProps<Row> {
  column: Pick<GridColumn<Row>, 'title' | 'group' | 'caption'>;
  /** A group is named once, over its last column. */
  lastOfGroup: boolean;
  /** null where the table is sorted by another column. */
  direction: 'ascending' | 'descending' | null;
  twoLines: boolean;
}

export function HeadingWords<Row>({ column, lastOfGroup, direction, twoLines }: HeadingWordsProps<Row>) {
  const { title, group, caption } = column;
  const arrow = direction !== null && <span aria-hidden="true">{direction === 'ascending' ? ' ↑' : ' ↓'}</span>;
  const name = (
    <b>
      {title}
      {arrow}
    </b>
  );
  if (!twoLines) {
    return (
      <span className="grid-line-2">
        <b>
          {caption === undefined ? title : `${title}, ${caption}`}
          {arrow}
        </b>
      </span>
    );
  }
  return (
    <>
      <span className="grid-line-1">
        {group === undefined ? (
          caption !== undefined && name
        ) : (
          <b className={lastOfGroup ? undefined : 'visually-hidden'}>{group}</b>
        )}
      </span>{' '}
      <span className="grid-line-2">
        {group === undefined && caption !== undefined
          ? caption
          : group === undefined || direction !== null
            ? name
            : title}
      </span>
    </>
  );
}
