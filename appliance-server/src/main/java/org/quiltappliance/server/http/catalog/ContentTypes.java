package org.quiltappliance.server.http.catalog;

import java.util.Map;
import java.util.Set;

/**
 * Of which type a file is said to be, by its extension. Nothing is ever called a page or a script, so no browser takes it for one
 * of this site ({@code catalog.md} 12.12).
 */
final class ContentTypes {

    static final String PARQUET = "application/vnd.apache.parquet";
    static final String PDF = "application/pdf";
    private static final String BYTES = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry(".png", "image/png"),
            Map.entry(".jpg", "image/jpeg"),
            Map.entry(".jpeg", "image/jpeg"),
            Map.entry(".gif", "image/gif"),
            Map.entry(".webp", "image/webp"),
            Map.entry(".bmp", "image/bmp"),
            Map.entry(".avif", "image/avif"),
            Map.entry(".svg", "image/svg+xml"),
            Map.entry(".pdf", PDF),
            Map.entry(".mp3", "audio/mpeg"),
            Map.entry(".m4a", "audio/mp4"),
            Map.entry(".ogg", "audio/ogg"),
            Map.entry(".oga", "audio/ogg"),
            Map.entry(".opus", "audio/ogg"),
            Map.entry(".wav", "audio/wav"),
            Map.entry(".flac", "audio/flac"),
            Map.entry(".mp4", "video/mp4"),
            Map.entry(".m4v", "video/mp4"),
            Map.entry(".webm", "video/webm"),
            Map.entry(".ogv", "video/ogg"),
            Map.entry(".mov", "video/quicktime"),
            Map.entry(".json", "application/json"),
            Map.entry(".geojson", "application/json"),
            Map.entry(".ipynb", "application/json"),
            Map.entry(".csv", "text/csv; charset=utf-8"),
            Map.entry(".tsv", "text/tab-separated-values; charset=utf-8"),
            Map.entry(".parquet", PARQUET),
            Map.entry(".zip", "application/zip"),
            Map.entry(".gz", "application/gzip"),
            Map.entry(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry(".xls", "application/vnd.ms-excel"));

    /** Shown as they are written, whatever else they would be elsewhere. */
    private static final Set<String> TEXTS = Set.of(
            "",
            ".txt",
            ".md",
            ".markdown",
            ".rst",
            ".log",
            ".py",
            ".r",
            ".sql",
            ".sh",
            ".yaml",
            ".yml",
            ".toml",
            ".ini",
            ".cfg",
            ".conf",
            ".js",
            ".mjs",
            ".ts",
            ".tsx",
            ".jsx",
            ".css",
            ".html",
            ".htm",
            ".xhtml",
            ".xml",
            ".java",
            ".c",
            ".h",
            ".cpp",
            ".hpp",
            ".cc",
            ".go",
            ".rs",
            ".rb",
            ".php",
            ".pl",
            ".scala",
            ".kt",
            ".swift",
            ".jl",
            ".m",
            ".tex",
            ".bib",
            ".jsonl",
            ".ndjson",
            ".dockerfile",
            ".env",
            ".lock",
            ".diff",
            ".patch",
            ".vcf",
            ".fasta",
            ".fa",
            ".bed",
            ".gff",
            ".gtf",
            ".sam",
            ".ps1",
            ".bat",
            ".lua",
            ".dart",
            ".vue",
            ".svelte",
            ".properties",
            ".gradle",
            ".cmake");

    private ContentTypes() {}

    /** @param extension in lower case with its dot, or empty */
    static String of(String extension) {
        return TEXTS.contains(extension) ? TEXT : TYPES.getOrDefault(extension, BYTES);
    }

    /** Whether a browser can show it by itself. */
    static boolean isShown(String type) {
        return type.startsWith("image/")
                || type.startsWith("text/")
                || type.startsWith("audio/")
                || type.startsWith("video/")
                || type.equals(PDF)
                || type.equals("application/json");
    }

    /** Whether packing it once more gains nothing. */
    static boolean isPacked(String type) {
        return type.equals(PARQUET)
                || type.startsWith("video/")
                || type.startsWith("audio/")
                || type.startsWith("image/") && !type.equals("image/svg+xml") && !type.equals("image/bmp")
                || type.equals("application/zip")
                || type.equals("application/gzip")
                || type.startsWith("application/vnd.openxml");
    }
}
