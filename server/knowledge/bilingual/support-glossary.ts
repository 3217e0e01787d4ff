/**
 * What support people and their customers mean by these words, where a general dictionary puts another sense first
 * (密码 "cipher", 升级 "go up by one grade") or lacks them. One line an entry: Chinese, then English senses, best first.
 */
const entries = `
开机: turn on; power on; start
关机: turn off; power off; shut down
开不了机: does not turn on
打不开: cannot open; does not start
死机: freeze; crash; hang
卡顿: lag; slow
黑屏: black screen; screen stays black
白屏: white screen
花屏: distorted screen
闪退: crash; closes by itself
重启: restart; reboot
重置: reset
恢复出厂设置: factory reset
出厂设置: factory settings
屏幕: screen; display
显示: show; display
按键: button; key
按钮: button
电源键: power key; power button
电源: power; power supply
电源线: power cable
适配器: adapter
插座: socket; outlet
充电: charge; charging
充电器: charger
电池: battery
掉电: battery drains; lose power
耗电: drain battery; power consumption
续航: battery life
指示灯: indicator light; light
故障: fault; failure; problem
报错: error; error message
报警: alarm; alert
告警: alarm; alert
代码: code
损坏: damaged; broken
坏了: broken; damaged
摔: drop; fall
碎: broken; break
进水: water damage
维修: repair
修理: repair
保修: warranty; guarantee
保修期: warranty period; guarantee
质保: warranty; guarantee
换货: exchange
退货: return; send back
退款: refund; money back
退钱: refund; money back
到账: arrive; paid into account
运费: shipping cost; postage
包邮: free shipping
快递: parcel; delivery; courier
包裹: parcel; package
物流: shipping; tracking; logistics
运单号: tracking number
单号: tracking number; order number
发货: ship; dispatch
收货: receive; delivery
收货地址: delivery address; shipping address
地址: address
签收: receive; sign for
送达: deliver
订单: order
下单: place an order
购买: buy; purchase
付款: pay; payment
支付: pay; payment
支付宝: Alipay
微信: WeChat
扣款: charge; debit
余额: balance
多少钱: how much; price; cost
价格: price
费用: cost; fee; charge
优惠: discount
优惠券: coupon; voucher
发票: invoice; receipt
电子发票: electronic invoice
抬头: invoice title; company name
税号: tax number; VAT number
账户: account
账号: account
帐号: account
密码: password
登录: log in; sign in
登陆: log in; sign in
注册: register; sign up
验证码: verification code
注销: close account; delete account
会员: member; membership; subscription
订阅: subscribe; subscription
续费: renew; renewal
取消: cancel
退订: cancel; unsubscribe
客服: customer service; support
人工: human agent; manual
投诉: complaint; complain
设备: device; equipment; unit
机器: machine; device
手机: phone; mobile phone
电脑: computer
路由器: router
网络: network
无线网络: wireless network; Wi-Fi
连接: connect; connection
连不上: cannot connect
掉线: disconnect; drop connection
断网: disconnect; network down
信号: signal
蓝牙: Bluetooth
配对: pair; pairing
下载: download
安装: install; installation
卸载: uninstall
升级: update; upgrade
更新: update
固件: firmware
软件: software
版本: version
系统: system
设置: settings; set up; configure
配置: configure; configuration
功能: function; feature
支持: support
兼容: compatible
备份: backup
恢复: restore; recover
删除: delete; remove
清除: clear; erase
丢失: lose; lost
照片: photo; picture
录像: recording; video
数据: data
数据库: database
集群: cluster
节点: node
日志: log
查询: query; look up
报表: report
权限: permission
用户: user
管理员: administrator
服务器: server
接口: interface; API
温度: temperature
过热: overheat; overheated
过高: too high
停机: stop; shut down
水泵: pump; water pump
电机: motor
阀门: valve
滤网: filter
工程师: engineer
值班: on duty
说明书: manual; instructions
手册: manual
型号: model
尺寸: size
颜色: color
库存: stock
有货: in stock
缺货: out of stock
预约: appointment; book
上门: home visit; on site
门店: shop; store
实体店: shop; store
怎么办: what to do
不了: cannot
不到: cannot
`;

/** Chinese word → its English senses. */
export const supportGlossary: ReadonlyMap<string, string[]> = new Map(
  entries
    .trim()
    .split("\n")
    .map((line) => {
      const [word, senses] = line.split(": ") as [string, string];
      return [word, senses.split("; ")];
    }),
);
