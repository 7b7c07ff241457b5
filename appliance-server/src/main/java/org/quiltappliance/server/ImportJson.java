package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.quiltappliance.server.quilt2.ImportReport;

/** The report of an import for programs. */
final class ImportJson {

    private ImportJson() {}

    static ObjectNode of(ImportReport report) {
        var json = JsonNodeFactory.instance.objectNode().put("complete", report.complete());
        var counts = json.putObject("counts");
        report.counts()
                .forEach((kind, count) -> counts.putObject(kind.word())
                        .put("came", count.came())
                        .put("here", count.here())
                        .put("leftOut", count.leftOut()));
        json.put("bytes", report.bytes()).put("problemCount", report.problems()).put("noticeCount", report.notices());
        var findings = json.putArray("findings");
        report.findings()
                .forEach(finding -> findings.addObject()
                        .put("problem", finding.problem())
                        .put("subject", finding.subject())
                        .put("reason", finding.reason()));
        return json;
    }
}
