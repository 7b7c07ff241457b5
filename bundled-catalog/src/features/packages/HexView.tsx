import { useQuery } from '@tanstack/react-query';
import { Empty, Failure, Loading } from '../../components/states/States';
import type { Node } from '../../lib/api-types';
import { bytes } from '../../lib/format';
import { say } from '../../lib/texts';
import classes from './Files.module.css';
import { hexLines } from './hex';
import { bytesQuery } from './text-api';

const SHOWN = 512;

/** The first bytes of what has no view of its own, as numbers and as text. */
export function HexView({ node, address }: { readonly node: Node; readonly address: string }) {
  const { data, error, refetch } = useQuery({ ...bytesQuery(address, SHOWN), enabled: node.size !== 0 });
  if (node.size === 0) return <Empty>{say('file.empty')}</Empty>;
  if (error) return <Failure error={error} what={say('thing.beginning')} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what={say('thing.beginning')} />;
  return (
    <>
      <p className="quiet">
        {node.size > SHOWN ? say('hex.first', { n: SHOWN, size: bytes(node.size) }) : say('hex.all')}
      </p>
      {/* Keyboards must be able to move what is wider than the page. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.code} role="group" aria-label={say('hex.label', { name: node.name })} tabIndex={0}>
        <table className={classes.hex}>
          <thead className="only-heard">
            <tr>
              <th scope="col">{say('hex.place')}</th>
              <th scope="col">{say('hex.bytes')}</th>
              <th scope="col">{say('hex.text')}</th>
            </tr>
          </thead>
          <tbody>
            {hexLines(data).map(({ place, numbers, text }) => (
              <tr key={place}>
                <th scope="row">{place}</th>
                <td>{numbers}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
