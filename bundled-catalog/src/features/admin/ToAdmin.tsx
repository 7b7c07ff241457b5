import { Navigate, useSearchParams } from 'react-router';

/** The original's one address of the area, which named a user or a package in `?audit=`. */
export function ToAdmin() {
  const [params] = useSearchParams();
  const audit = params.get('audit');
  if (audit === null || audit === '') return <Navigate to="/admin/users" replace />;
  return <Navigate to={`/admin/audit?${audit.includes('/') ? 'package' : 'user'}=${encodeURIComponent(audit)}`} replace />;
}
