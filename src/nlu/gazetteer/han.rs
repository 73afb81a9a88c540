//! Characters of names that are written in several ways: simplified, traditional and Japanese forms of one character.

/// Forms of one character, each in a string of its own; those that are common in names.
const FORMS: &str = "国國 张張 栋棟 杨楊 吴吳呉 东東 怀懷 庄莊荘 军軍 涛濤 韩韓 陈陳 刘劉 孙孫 马馬 龙龍竜 赵趙 黄黃 叶葉 许許 郑鄭 谢謝 罗羅 冯馮 邓鄧 苏蘇 卢盧 蒋蔣 贾賈 钟鍾鐘 邹鄒 陆陸 严嚴厳 钱錢銭 华華 伟偉 丽麗 兴興 义義 乐樂楽 泽澤沢 滨濱浜 边邊辺 齐齊斉 广廣広 宝寶 会會 学學 实實実 真眞 恒恆 云雲 飞飛 凤鳳 鹏鵬 鸿鴻 岛島嶋 关關関 阳陽 圣聖 庆慶 荣榮栄 辉輝 杰傑 显顯顕 亚亞亜 为為 宽寬寛 来來 尔爾 兰蘭 维維 纪紀 师師 时時 晓曉暁 桥橋 权權権 气氣気 汉漢 济濟済 满滿満 湾灣 献獻 红紅 经經経 绍紹 绪緒 胜勝 莲蓮 见見 观觀観 诗詩 诚誠 贝貝 贤賢 赖賴頼 辽遼 达達 远遠 连連 铁鐵鉄 银銀 锋鋒 长長 门門 韦韋 顾顧 顺順 风風 骏駿 鲁魯 鲍鮑 麦麥麦 余餘 颜顏顔 肖蕭萧 闫閻 谭譚 贺賀 赫 龚龔 万萬 单單単 汤湯 温溫 鹤鶴 缪繆 骆駱 聂聶 蓝藍 窦竇 滕 宁寧 凯凱 铭銘 佳 静靜 颖穎 莹瑩 婷 轩軒 渊淵 昊 琼瓊 欢歡歓 强強 刚剛 斌 荣榮栄 灵靈霊 变變変 团團団 图圖図 声聲声 处處処 浅淺浅 转轉転 进進 运運 还還 迁遷 选選 迈邁";

/// A name of more characters that are written in several ways is looked for as it stands.
const MOST: usize = 64;

/// All the ways in which a name may be written, but for the one given.
pub(super) fn variants(name: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for character in name.chars() {
        let forms = FORMS.split(' ').find(|it| it.contains(character));
        let forms: Vec<char> = match forms {
            Some(forms) => forms.chars().collect(),
            None => vec![character],
        };
        if found.len() * forms.len() > MOST {
            return Vec::new();
        }
        found = found
            .iter()
            .flat_map(|begun| forms.iter().map(move |it| format!("{begun}{it}")))
            .collect();
    }
    found.retain(|it| it != name);
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn forms_of_characters_may_be_mixed() {
        assert_eq!(variants("国安"), ["國安"]);
        assert_eq!(variants("國棟"), ["国栋", "国棟", "國栋"]);
        assert!(variants("アルファ").is_empty());
    }
}
