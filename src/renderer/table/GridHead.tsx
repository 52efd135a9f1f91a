/** The headings: two lines, group or name above, unit below. Each sorts; the sorted one is bold with an arrow. */
import type { GridColumn } from './gridColumn.ts';

export interface GridHeadProps<Row> {
  id: (column: string) => string;
  columns: readonly GridColumn<Row>[];
  /** Pixels: 38 for two lines, 24 for one. */
  height: number;
  sort: { column: string; direction: 'ascending' | 'descending' };
  onSort: (column: string) => void;
  active: number | null;
}

export function GridHead<Row>({ id, columns, height, sort, onSort, active }: GridHeadProps<Row>) {
  const twoLines = height > 30;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
    <div className="grid-head" role="rowgroup" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid */}
      <div className="grid-head-row" role="row" aria-rowindex={1}>
        {columns.map((column, at) => {
          const sorted = column.id === sort.column;
          const arrow = sorted && <span aria-hidden="true">{sort.direction === 'ascending' ? ' ↑' : ' ↓'}</span>;
          const lastOfGroup = column.group !== undefined && columns[at + 1]?.group !== column.group;
          const content = twoLines ? (
            <>
              <span className="grid-line-1">
                {column.group === undefined ? (
                  column.caption !== undefined && (
                    <b>
                      {column.title}
                      {arrow}
                    </b>
                  )
                ) : (
                  <b className={lastOfGroup ? undefined : 'visually-hidden'}>{column.group}</b>
                )}
              </span>{' '}
              <span className="grid-line-2">
                {column.group === undefined && column.caption !== undefined ? (
                  column.caption
                ) : column.group === undefined || sorted ? (
                  <b>
                    {column.title}
                    {arrow}
                  </b>
                ) : (
                  column.title
                )}
              </span>
            </>
          ) : (
            <span className="grid-line-2">
              <b>
                {column.caption === undefined ? column.title : `${column.title}, ${column.caption}`}
                {arrow}
              </b>
            </span>
          );
          return (
            <div
              key={column.id}
              id={id(column.id)}
              className={`grid-heading grid-${column.align}${sorted ? ' grid-sorted' : ''}${active === at ? ' grid-active' : ''}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see DataGrid
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={sorted ? sort.direction : column.sortable === false ? undefined : 'none'}
              data-tip={column.help}
            >
              {column.sortable === false ? (
                <span className="grid-heading-text">{content}</span>
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  className="grid-heading-text"
                  // A click must not take the focus: it would hold the order that it asks to change.
                  onPointerDown={(event) => event.preventDefault()}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onSort(column.id)}
                >
                  {content}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
