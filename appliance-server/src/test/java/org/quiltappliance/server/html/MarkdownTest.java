package org.quiltappliance.server.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of others on our pages. */
class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Title                          | <h2>Title</h2>
            ###### Deep                      | <h6>Deep</h6>
            a <b onclick=x>b</b>             | <p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>
            [a](http://b/c)                  | <p><a rel="nofollow" href="http://b/c">a</a></p>
            [a](javascript:alert)            | <p><a rel="nofollow" href="">a</a></p>
            [a](JaVaScript&colon;alert)      | <p><a rel="nofollow" href="">a</a></p>
            [a](data:text/html,x)            | <p><a rel="nofollow" href="">a</a></p>
            [a](//b/c)                       | <p><a rel="nofollow" href="">a</a></p>
            [a](/b)                          | <p><a rel="nofollow" href="">a</a></p>
            [a](b/c.csv)                     | <p><a rel="nofollow" href="L:b/c.csv">a</a></p>
            [a](#b)                          | <p><a rel="nofollow" href="#b">a</a></p>
            ![a](b.png)                      | <p><img src="I:b.png" alt="a" /></p>
            ![a](https://b/c.svg)            | <p><a rel="nofollow" href="https://b/c.svg">a</a></p>
            ![](https://b/c.svg)             | <p><a rel="nofollow" href="https://b/c.svg">picture</a></p>
            [![a](https://b/c.svg)](http://d) | <p><a rel="nofollow" href="http://d">a</a></p>
            """)
    void isSafeToSend(String text, String html) {
        assertThat(Markdown.html(text, link -> "L:" + link, image -> "I:" + image))
                .hasToString(html + "\n");
    }
}
