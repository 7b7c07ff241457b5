#!/usr/bin/env python3
"""bom.py TO VERSION RELEASE JARS MAVEN NPM: one CycloneDX list of everything that is in the packages.

Takes the lists that Maven and npm write, keeps of the first what really lies in the folder JARS, and adds the Java run-time as its
file RELEASE describes it. No serial number and no time, so that the same contents give the same list.
"""
import json
import pathlib
import sys


def runtime(release):
    facts = dict(line.strip().split('=', 1) for line in open(release) if '=' in line)
    version = facts['JAVA_VERSION'].strip('"')
    build = facts.get('IMPLEMENTOR', '"OpenJDK"').strip('"')
    return {'type': 'platform', 'bom-ref': f'openjdk@{version}', 'name': 'openjdk', 'version': version, 'publisher': build,
            'description': 'Java run-time of the modules ' + facts['MODULES'].strip('"'),
            'licenses': [{'license': {'id': 'GPL-2.0-with-classpath-exception'}}]}


def is_shipped(component, jars):
    return any(jar == f'{component["name"]}-{component["version"]}.jar'
               or jar.startswith(f'{component["name"]}-{component["version"]}-') for jar in jars)


def main(to, version, release, jars, maven, npm):
    shipped = [path.name for path in pathlib.Path(jars).iterdir()]
    libraries = json.load(open(maven))
    web = json.load(open(npm))
    components = [runtime(release)]
    components += [one for one in libraries['components'] if is_shipped(one, shipped)]
    components += web.get('components', [])
    missing = [jar for jar in shipped if not jar.startswith('quilt-appliance')
               and not any(is_shipped(one, [jar]) for one in libraries['components'])]
    if missing:
        sys.exit(f'Maven does not know of: {", ".join(missing)}')
    components.sort(key=lambda one: (one.get('group', ''), one['name'], one['version']))
    known = {one['bom-ref'] for one in components}
    own = {'type': 'application', 'bom-ref': f'quilt-appliance@{version}', 'name': 'quilt-appliance', 'version': version,
           'licenses': [{'license': {'id': 'Apache-2.0'}}]}
    dependencies = [{'ref': one['ref'], 'dependsOn': sorted(set(one.get('dependsOn', [])) & known)}
                    for one in libraries.get('dependencies', []) + web.get('dependencies', []) if one['ref'] in known]
    dependencies.append({'ref': own['bom-ref'], 'dependsOn': sorted(known)})
    dependencies.sort(key=lambda one: one['ref'])
    bom = {'bomFormat': 'CycloneDX', 'specVersion': libraries['specVersion'], 'version': 1,
           'metadata': {'component': own}, 'components': components, 'dependencies': dependencies}
    with open(to, 'w') as file:
        json.dump(bom, file, indent=2)
        file.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
