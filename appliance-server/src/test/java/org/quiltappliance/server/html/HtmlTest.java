package org.quiltappliance.server.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textCannotBecomeMarkup() {
        assertThat(Html.text("<script>alert('x' & \"y\")</script>"))
                .hasToString("&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
    }

    @Test
    void valuesAreEscapedAndMarkupIsNot() {
        Html bold = Html.of("<b>{}</b>", "a<b");

        assertThat(Html.of("<a title=\"{}\">{}</a>", "\" onclick=\"x", bold))
                .hasToString("<a title=\"&quot; onclick=&quot;x\"><b>a&lt;b</b></a>");
    }

    @Test
    void valueWithPlacesInItIsNotFilledAgain() {
        assertThat(Html.of("{} {}", "{}", "<")).hasToString("{} &lt;");
    }

    @Test
    void placesAndValuesMustMatch() {
        assertThatThrownBy(() -> Html.of("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.of("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void piecesAreJoined() {
        assertThat(Html.join(List.of(Html.text("<"), Html.NOTHING, Html.of("<br>"))))
                .hasToString("&lt;<br>");
    }
}
