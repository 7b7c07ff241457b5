import type { Package } from '../lib/api-types';

export const hash = '3f9c21ab04'.padEnd(64, '0');

export const glaciers: Package = {
  owner: 'ada',
  name: 'glaciers',
  visibility: 'private',
  is_public: false,
  is_team: false,
  revision: {
    hash,
    created_at: 1_700_000_000,
    created_by: 'ada',
    updated_at: 1_700_000_000,
    updated_by: 'ada',
    size: 412_600_000,
    files: 128,
    tags: ['latest'],
    versions: ['1.0'],
  },
  latest: hash,
  is_latest: true,
  description: 'Thickness surveys of alpine glaciers.',
  readme: { text: '# Glaciers\n\n<script>window.hit = 1</script>\n\n![x](http://other.example/x.png) [more](notes)', truncated: false, hash },
  file_types: { '.parquet': 100, '.csv': 28 },
  tags: [{ name: 'latest', hash }],
  versions: [{ name: '1.0', hash }],
  counts: { revisions: 14, comments: 3 },
  usage: { installs: 31, previews: 7 },
  rights: { owner: true, push: true, comment: true },
  status: 200,
};
