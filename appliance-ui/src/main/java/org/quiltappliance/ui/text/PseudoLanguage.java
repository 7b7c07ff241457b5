package org.quiltappliance.ui.text;

/** Makes texts look foreign and 40 % longer, and leaves them readable. */
final class PseudoLanguage {

    private static final String PLAIN = "AaBbCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz";
    private static final String ACCENTED = "ÅåßƀÇçÐđÉéĜĝĤĥÎîĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž";
    private static final String FILLING =
            " lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor";

    private PseudoLanguage() {}

    static String of(String text) {
        var changed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int at = PLAIN.indexOf(text.charAt(i));
            changed.append(at < 0 ? text.charAt(i) : ACCENTED.charAt(at));
        }
        int more = Math.min(FILLING.length(), (int) Math.ceil(text.length() * 0.4));
        return changed.append(FILLING, 0, more).toString();
    }
}
